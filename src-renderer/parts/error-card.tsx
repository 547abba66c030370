import { Button, Link, makeStyles } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useState, type ReactNode } from 'react';
import { failureFamily, type Failure } from '../../src-shared/failure.ts';
import { failureTexts } from '../../src-shared/failure-texts.ts';
import { openHelp } from '../stores/help-store.ts';
import { texts } from '../texts.ts';
import { NoticeCard } from './notice-card.tsx';
import { TechnicalDetails } from './technical-details.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '16px' },
  more: { marginLeft: 'auto', display: 'flex', alignItems: 'center', columnGap: '12px' },
  moreCompact: { marginLeft: '-8px', display: 'flex', alignItems: 'center', columnGap: '12px' },
});

interface ErrorCardProps {
  failure: Failure;
  jobId?: string;
  isCompact?: boolean;
  /** Buttons, the primary one first. */
  children?: ReactNode;
}

/** What happened, why, what to do; technical details open below. The same card everywhere. */
export function ErrorCard({ failure, jobId, isCompact, children }: ErrorCardProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.root}>
      <NoticeCard tone="danger" title={failure.message} body={failure.remediation} isCompact={isCompact}>
        <div className={styles.foot}>
          {children}
          <span className={isCompact ? styles.moreCompact : styles.more}>
            <Button
              appearance="transparent"
              icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {texts.drawer.technicalDetails}
            </Button>
            <Link as="button" onClick={() => openHelp(failureTexts[failureFamily(failure.code)].helpPage)}>
              {texts.failure.help}
            </Link>
          </span>
        </div>
      </NoticeCard>
      {isOpen && <TechnicalDetails failure={failure} {...(jobId && { jobId })} />}
    </div>
  );
}
