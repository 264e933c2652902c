"""A stand-in for both stores: Google Play's and Apple's APIs, strict, and a page on which anyone reviews an app."""
