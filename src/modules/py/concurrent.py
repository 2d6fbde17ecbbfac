# SPDX-License-Identifier: MIT
# The package of concurrent.futures.
