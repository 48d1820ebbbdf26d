"""Tests of what is true, what is remembered, what the commission decided."""
