"""Values that texts state: numbers in digits and words, scales, units, money, dates."""
