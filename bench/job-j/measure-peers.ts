export async function measurePeers(_folder: string): Promise<void> {}
