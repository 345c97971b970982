"""The second factor of a sign-in: a code that changes every half minute, or a recovery code."""
