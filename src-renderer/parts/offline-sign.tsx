import { Button, Tooltip } from '@fluentui/react-components';
import { CloudOffRegular } from '@fluentui/react-icons/svg/cloud-off';
import { goTo } from '../stores/route-store.ts';
import { useOffline } from '../stores/use-offline.ts';
import { texts } from '../texts.ts';

/** In the title bar while nothing may be sent; leads to the switch. */
export function OfflineSign() {
  const { isOffline } = useOffline();
  if (!isOffline) return null;
  return (
    <Tooltip content={texts.banners.offline} relationship="description">
      <Button
        size="small"
        appearance="subtle"
        icon={<CloudOffRegular />}
        onClick={() => goTo({ page: 'settings', tab: 'privacy', field: 'privacy.offline' })}
      >
        {texts.banners.offlineSign}
      </Button>
    </Tooltip>
  );
}
