"""The local AWS: MiniStack, with what running this product on one machine needs beside it."""
