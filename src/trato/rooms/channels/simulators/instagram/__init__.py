"""A stand-in for Instagram: the Graph as a professional account calls it, a telephone, and posts with comments."""
