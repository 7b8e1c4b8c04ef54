"""One search over everything a person may see. It keeps an index and owns nothing."""
