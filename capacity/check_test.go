package capacity_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

func TestCheck(t *testing.T) {
	var found finding.List
	capacity.Times{{}, {Days: 128, Hours: []capacity.ClockSpan{{Start: 60, End: 30}}}}.Check(&found, "/requests/2/times")
	capacity.Point{X: 10_000_000, Y: 10_000_001}.Check(&found, "/schools/0/at")
	want := []string{
		"/requests/2/times/1/days is not a set of weekdays",
		"/requests/2/times/1/hours/0 is not after the start, 01:00",
		"/schools/0/at/y is more than 10000000",
	}
	if diff := cmp.Diff(want, findings(t, found.Err())); diff != "" {
		t.Errorf("demand is held to the rules of the network (-want +got):\n%s", diff)
	}
}
