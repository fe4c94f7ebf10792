"""What builds, checks and deploys; nothing in here is part of the product."""
