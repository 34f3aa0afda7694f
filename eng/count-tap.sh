# Sourced by eng/tests/*.sh: adds what node's test runner reports to the counts that ./test adds up.

# count_tap REPORT: shows what failed and closes with the line `N passed, N failed`. What ran before stands in $passed and $failed.
count_tap() {
  local report=$1 p f c
  grep -E '^ *not ok' -A 20 <<< "$report"
  count() { sed -nE "s/^# $1 ([0-9]+)$/\1/p" <<< "$report" | tail -n 1; }
  p=$(count pass); f=$(count fail); c=$(count cancelled)
  [ -n "$p" ] || { echo "$report" | tail -n 20; f=1; }
  failed=$((failed + ${f:-0} + ${c:-0}))
  echo "$((passed + ${p:-0})) passed, $failed failed"
  [ "$failed" -eq 0 ]
}
