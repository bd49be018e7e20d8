/** What stands on top of the municipality's papers. */
import { Press } from '../../components/press.tsx';
import type { Ui } from '../../ui.ts';
import { SettingsHead } from './head.tsx';

export type LetterheadView = {
  name: string;
  /** The logo's address; null while there is none. */
  picture: string | null;
  change: string;
  remove: string;
  sendKey: string;
};

export const LetterheadPage = ({ ui, view }: { ui: Ui; view: LetterheadView }) => (
  <>
    <SettingsHead ui={ui} title={ui.t('letterhead.title')} />
    <p class="hint">{ui.t('letterhead.intro')}</p>
    <div class="letterhead">
      {view.picture !== null && <img src={view.picture} alt={ui.t('letterhead.alt', { name: view.name })} />}
      <p>{view.name}</p>
    </div>
    <p>
      <a class="ds-button" data-variant="primary" href={view.change}>
        {ui.t(view.picture === null ? 'letterhead.add' : 'letterhead.change')}
      </a>
    </p>
    {view.picture !== null && (
      <Press ui={ui} action={view.remove} label={ui.t('letterhead.remove')} sendKey={view.sendKey} />
    )}
  </>
);
