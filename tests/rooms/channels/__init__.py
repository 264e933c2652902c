"""Tests of channels: what all of them promise, and in a folder each what is their own."""
