import commandTracker from './plugins/command-tracker';
import consent from './plugins/consent';
import indicator from './plugins/indicator';
import telemetry from './plugins/telemetry';

export default [telemetry, consent, indicator, commandTracker];
