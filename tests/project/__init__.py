"""Tests of the project itself: what it ships, its pictures, its words."""
