"""Chinese dates are Django's, but 3月 and not 03月; thousands are set apart, which Django leaves out: 18,720."""

MONTH_DAY_FORMAT = "n月j日"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
