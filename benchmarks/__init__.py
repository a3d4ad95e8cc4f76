"""Measure nnlite beside its peers: the same work in the same run. See README.md."""
