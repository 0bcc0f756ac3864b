"""One fetcher and many watchers: what a source reports, published to a stream on a Redis server and followed there."""
