"""From the journal to the sinks: one worker a sink, in order, until it is delivered."""
