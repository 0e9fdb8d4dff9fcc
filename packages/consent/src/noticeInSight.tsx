import type { Widget } from '@lumino/widgets';
import { useEffect } from 'react';
import type { ConsentModel } from './model';
import { canRead, Sight } from './sight';

/** Where the panel says what starts by itself. */
const TEXTS = '.jp-EventLog-header h2, .jp-EventLog-header > p';

/** Tells the model when the notice at the top of the panel has been shown. */
export function NoticeInSight({
  model,
  panel
}: {
  model: ConsentModel;
  panel: Widget;
}): null {
  const isTelling = panel.isVisible && model.notice !== '';
  useEffect(() => {
    if (!isTelling) {
      return;
    }
    const sight = new Sight({
      isInSight: () => canRead(panel.node.querySelectorAll(TEXTS)),
      what: () => model.notice,
      onShown: () => void model.shown('panel')
    });
    return () => sight.dispose();
  }, [isTelling, model, panel]);
  return null;
}
