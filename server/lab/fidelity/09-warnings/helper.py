import warnings
warnings.warn("from a sibling", FutureWarning, stacklevel=2)
