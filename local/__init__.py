"""What plays the part of AWS, CloudFront and Stripe on one machine."""
