"""Every change of everything that has a history, in one register that only grows."""
