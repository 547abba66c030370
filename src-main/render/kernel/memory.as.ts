/**
 * Linear memory by address: a stack of blocks, no garbage collector, no objects, one thread.
 *
 * Growing the memory detaches every view that JavaScript holds, and a frame still being written to a pipe is such a view:
 * allocate everything before the first write.
 */

export type Address = usize;

const ALIGNMENT: usize = 64;

let heapTop: Address = alignUp(__heap_base);

/** Address of a new block, or 0 when the memory cannot grow. */
export function allocate(sizeBytes: u32): Address {
  const block = heapTop;
  const newTop = alignUp(block + sizeBytes);
  const missingPages = <i32>((newTop + 0xffff) >>> 16) - memory.size();
  if (missingPages > 0 && memory.grow(missingPages) < 0) return 0;
  heapTop = newTop;
  return block;
}

function alignUp(address: Address): Address {
  return (address + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}
