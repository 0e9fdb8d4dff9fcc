import commandTracker from './plugins/command-tracker';
import consent from './plugins/consent';
import telemetry from './plugins/telemetry';

export default [telemetry, consent, commandTracker];
