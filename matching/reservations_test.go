package matching_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// crowded is bare with four half-days of course a at the hub and of course b at
// the farm, which another department sponsors. Three schools ask for four visits
// each, whose requests weigh 1 for s1, 5 for s2 and 9 for s3.
func crowded(courses ...curriculum.CourseID) *world {
	w := bare()
	w.capacity.Areas = []capacity.Area{{ID: "district"}, {ID: "hills", Parent: "district"}}
	w.capacity.Centers = []capacity.Center{{ID: "hub", Calendar: "halfdays", Sponsor: "教育局"}, {ID: "farm", Calendar: "halfdays", Sponsor: "人社局"}}
	w.capacity.Rooms[1].Center, w.capacity.Instructors[1].Centers, w.capacity.Offerings[1].Center = "farm", []capacity.CenterID{"farm"}, "farm"
	w.demand.Schools = []matching.School{{ID: "s1", Area: "hills"}, {ID: "s2", Area: "district"}, {ID: "s3", Area: "district"}}
	w.demand.Cohorts = nil
	for i, school := range w.demand.Schools {
		for j := range 4 {
			id := fmt.Sprintf("%s-%d", school.ID, j)
			w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: curriculum.CohortID(id), School: school.ID, Grade: 5, Size: 10})
			r := matching.Request{ID: matching.RequestID(id), Cohort: curriculum.CohortID(id), Weight: 4*i + 1}
			for _, course := range courses {
				r.Choices = append(r.Choices, matching.Choice{Course: course})
			}
			w.demand.Requests = append(w.demand.Requests, r)
		}
	}
	return w
}

// sponsored lists the centers that a department pays for.
func sponsored(s capacity.Spec, by string) []capacity.CenterID {
	var list []capacity.CenterID
	for _, c := range s.Centers {
		if c.Sponsor == by {
			list = append(list, c.ID)
		}
	}
	return list
}

// TestReservations: what is agreed between schools, for weaker areas, within an
// alliance and between departments keeps places from those who would win them.
func TestReservations(t *testing.T) {
	ask := func(courses ...curriculum.CourseID) []curriculum.CourseID { return courses }
	tests := []struct {
		name   string
		reason string
		asked  []curriculum.CourseID
		quotas func(*world) []capacity.Quota
		want   map[string]int
	}{
		{"none", "four sessions go to the heaviest", ask("a"), func(*world) []capacity.Quota { return nil },
			map[string]int{"s3 hub": 4}},
		{"contract", "of four sessions the others have at most two, so two are kept for s1", ask("a"), func(*world) []capacity.Quota {
			return []capacity.Quota{{ID: "s1", Schools: []curriculum.SchoolID{"s1"}, Scope: capacity.Others, Most: 2}}
		}, map[string]int{"s1 hub": 2, "s3 hub": 2}},
		{"support", "one is kept for whoever lies in the hills", ask("a"), func(*world) []capacity.Quota {
			return []capacity.Quota{{ID: "hills", Areas: []capacity.AreaID{"hills"}, Scope: capacity.Others, Most: 3}}
		}, map[string]int{"s1 hub": 1, "s3 hub": 3}},
		{"alliance", "its two members have all but one, and neither more than two", ask("a"), func(*world) []capacity.Quota {
			members := []curriculum.SchoolID{"s1", "s2"}
			return []capacity.Quota{{ID: "members", Schools: members, Scope: capacity.Others, Most: 1}, {ID: "each", Schools: members, Scope: capacity.Each, Most: 2}}
		}, map[string]int{"s1 hub": 1, "s2 hub": 2, "s3 hub": 1}},
		{"department", "at what it sponsors a department leaves one visit to schools not its own, elsewhere it decides nothing", ask("a", "b"), func(w *world) []capacity.Quota {
			return []capacity.Quota{{ID: "own", Schools: []curriculum.SchoolID{"s1"}, Centers: sponsored(w.capacity, "人社局"), Scope: capacity.Others, Most: 1}}
		}, map[string]int{"s1 farm": 3, "s2 farm+hub": 1, "s3 farm+hub": 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := crowded(tt.asked...)
			w.capacity.Quotas = tt.quotas(w)
			p := w.problem(t)
			got := map[string]int{}
			for _, v := range solve(t, p).Visits {
				r, _ := p.Request(v.Request)
				c, _ := p.Cohort(r.Cohort)
				o, _ := p.Network().Offering(v.Offering)
				where := string(o.Center)
				if len(tt.asked) > 1 && c.School != "s1" {
					where = "farm+hub" // who of the others is where is all the same
				}
				got[string(c.School)+" "+where]++
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("visits by school and center: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}
