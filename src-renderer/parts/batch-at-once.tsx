import { Link, makeStyles, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { mostAtOnce, type Batch } from '../../src-shared/batch.ts';
import { changeBatch } from '../stores/batch-actions.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  link: { fontSize: 'inherit', lineHeight: 'inherit', color: 'inherit', textDecorationLine: 'underline' },
});

interface BatchAtOnceProps {
  batch: Batch;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

/** How many films of a batch are made together; while it is at work, a menu that changes it from the next film on. */
export function BatchAtOnce({ batch: { batchId, status, concurrency }, run }: BatchAtOnceProps) {
  const styles = useStyles();
  const words = texts.batch.atATime(concurrency);
  if (status !== 'Running' && status !== 'Paused') return words;
  return (
    <Menu
      checkedValues={{ atOnce: [String(concurrency)] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) =>
        void run(() => changeBatch(batchId, { concurrency: Number(chosen) }))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Link as="button" className={styles.link} aria-label={texts.batch.changeAtOnce(concurrency)}>
          {words}
        </Link>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {Array.from({ length: mostAtOnce }, (_, index) => (
            <MenuItemRadio key={index} name="atOnce" value={String(index + 1)}>
              {texts.batch.atATime(index + 1)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
