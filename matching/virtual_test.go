package matching_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestVirtualFallback: a class that would come on site takes virtual simulation
// when its room fails, as its second choice; it does not travel, and is counted
// apart.
func TestVirtualFallback(t *testing.T) {
	w := bare()
	w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "v", Tier: curriculum.Experience, Delivery: curriculum.Blended})
	w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "ov", Center: "hub", Course: "v"})
	w.capacity.Instructors[1].Courses = append(w.capacity.Instructors[1].Courses, "v")
	w.school("s1").At = capacity.Point{X: 4000} // ten minutes
	w.asks("q1", "k1", "a", nil)
	w.request("q1").Choices = append(w.request("q1").Choices, matching.Choice{Course: "v"})
	w.demand.Weights = matching.Weights{Base: 1000, Rank: []int64{100}}
	plan := solve(t, w.problem(t))
	if len(plan.Visits) != 1 || plan.Visits[0].Offering != "oa" {
		t.Fatalf("visits %v, want one in the room", plan.Visits)
	}
	w.capacity.Closures = []capacity.Closure{{ID: "repair", Rooms: []capacity.RoomID{"ra"}, Times: on(7, 8)}}
	p := w.problem(t)
	then, err := matching.Replan(t.Context(), p, plan)
	if err != nil {
		t.Fatal(err)
	}
	if moved, dropped, added := then.Count(); moved != 1 || dropped != 0 || added != 0 || then.Plan.Visits[0].Offering != "ov" {
		t.Errorf("%d moved, %d dropped, %d added: %v; want one moved to simulation", moved, dropped, added, then.Plan.Visits)
	}
	m := matching.Measure(p, then.Plan)
	i := slices.IndexFunc(m.Deliveries, func(d matching.DeliveryPlaced) bool { return d.Delivery == curriculum.Blended })
	if diff := cmp.Diff(matching.Placed{Visits: 1, Pupils: 10}, m.Deliveries[i].Placed); diff != "" || m.Travel.Trips != 0 {
		t.Errorf("blended (-want +got):\n%s%d trips, want none", diff, m.Travel.Trips)
	}
}
