"""The stages of the road that are pure, one file each."""
