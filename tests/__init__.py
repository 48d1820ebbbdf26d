"""Tests: the four folders again, each file beside the code that it tests."""
