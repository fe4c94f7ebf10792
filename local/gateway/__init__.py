"""The one address of the product on one machine: what CloudFront does, and what one wants to see.

CloudFront's part is the site's files, the media and the API under one origin. Beside it live the
payment provider's stand-in (`/pay`), the captured mail (`/mail`) and what the demo webhook
endpoint received (`/hooks`).
"""
