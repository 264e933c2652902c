"""The generic channel: any system of the company, by signed calls in and out."""
