import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

const PLUGIN = '@jupyterlab/apputils-extension:notification';

/** Whether the person wants no notifications at all. */
export interface IQuiet {
  readonly isOn: boolean;
  readonly changed: ISignal<IQuiet, void>;
}

/** Do-Not-Disturb, as JupyterLab holds it; Notebook has none. */
export class DoNotDisturb implements IQuiet {
  private constructor(
    private readonly _settings: ISettingRegistry.ISettings | null
  ) {
    _settings?.changed.connect(() => this._changed.emit());
  }

  /** Read it. Where it cannot be read, nobody has asked for quiet. */
  static async load(registry: ISettingRegistry | null): Promise<DoNotDisturb> {
    try {
      return new DoNotDisturb((await registry?.load(PLUGIN)) ?? null);
    } catch {
      return new DoNotDisturb(null);
    }
  }

  get isOn(): boolean {
    return this._settings?.get('doNotDisturbMode').composite === true;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  private readonly _changed = new Signal<this, void>(this);
}
