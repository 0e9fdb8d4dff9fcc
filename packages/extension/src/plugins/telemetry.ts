import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { JSONObject } from '@jupyter-eventlog/core';
import type {
  IOverrides,
  ITelemetryOptions
} from '@jupyter-eventlog/telemetry';
import { ITelemetry, Telemetry } from '@jupyter-eventlog/telemetry';
import { readPage } from '../page';
import { askAgain } from '../reconnect';
import { postEvent, requestAPI } from '../request';

const PLUGIN = '@jupyter-eventlog/extension:telemetry';

/** Provides the service that takes events. */
const plugin: JupyterFrontEndPlugin<ITelemetry> = {
  id: PLUGIN,
  description: 'Provides the service that takes events.',
  autoStart: true,
  provides: ITelemetry,
  optional: [ISettingRegistry, ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): Promise<ITelemetry> => {
    const { serviceManager } = app;
    const page = readPage(PageConfig.getOption('eventlog'));
    const settingsOfServer = serviceManager.serverSettings;
    const asked = {
      enabled: page.enabled,
      error: page.error,
      hasServer: page.site === null,
      request: page.site
        ? await siteOf(page.site, registry, translator)
        : requestAPI(settingsOfServer),
      jupyterEvents: postEvent(settingsOfServer),
      storage: { name: settingsOfServer.baseUrl }
    };
    if (!page.enabled || page.error) {
      return new Telemetry(asked);
    }
    // Before anything is asked or recorded: settings narrow from the first event.
    const settings = await loadSettings(registry);
    const telemetry = new Telemetry({
      ...asked,
      overrides:
        settings === 'failed' ? { enabled: false } : overridesOf(settings)
    });
    if (settings && settings !== 'failed') {
      settings.changed.connect(() =>
        telemetry.setOverrides(overridesOf(settings))
      );
    }
    askAgain(telemetry, serviceManager);
    window.addEventListener('pagehide', () => {
      void telemetry.flush({ keepalive: true });
    });
    return telemetry;
  }
};

/** The code for pages without a server comes to those alone. */
async function siteOf(
  config: JSONObject,
  registry: ISettingRegistry | null,
  translator: ITranslator | null
): Promise<ITelemetryOptions['request']> {
  const { makeSite } = await import('../site');
  return makeSite(config, registry, translator ?? nullTranslator);
}

/** What the site and the user take away; without settings, nothing. */
function overridesOf(settings: ISettingRegistry.ISettings | null): IOverrides {
  return (settings?.composite ?? {}) as IOverrides;
}

/** Settings that exist but cannot be read may take everything away. */
async function loadSettings(
  registry: ISettingRegistry | null
): Promise<ISettingRegistry.ISettings | 'failed' | null> {
  try {
    return (await registry?.load(PLUGIN)) ?? null;
  } catch (error) {
    console.error('Jupyter EventLog stays off: no settings.', error);
    return 'failed';
  }
}

export default plugin;
