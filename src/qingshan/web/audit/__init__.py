"""The log of everything done: who, what, when, why, and what it was before; is it as it was written?"""
