"""The sinks that come with the package, one file each."""
