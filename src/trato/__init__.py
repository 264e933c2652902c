"""Trato: the customer-care playbook that runs."""

import os

# The product is several processes that share few cores. A second BLAS thread in one of them waits by spinning: one
# batch of messages then cost four times its arithmetic, and took the core of who receives them. To be said before
# numpy is loaded, hence here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
