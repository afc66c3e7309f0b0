"""Korean dates are Django's; it puts "afternoon" after the time, where Korean has it before."""

DATETIME_FORMAT = "Y년 n월 j일 A g:i"
