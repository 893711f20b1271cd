package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestMeasureUse compares the use of the rooms of world_test.go with that counted by
// hand: ten days of two slots at the hub and of one at the farm, less a day of own
// teaching in r1, a day of repairs in r3 and the last day, on which the hub has no
// license. A closure for some grades leaves rooms open.
func TestMeasureUse(t *testing.T) {
	w := newWorld()
	w.center("hub").License.To = day(17)
	w.room("r1").Teaching = on(14)
	w.capacity.Closures = []capacity.Closure{
		{ID: "repair", Rooms: []capacity.RoomID{"r3"}, Times: on(15)},
		{ID: "exams", Kind: capacity.Exams, Centers: []capacity.CenterID{"hub"}, Grades: curriculum.Grades(1, 3), Times: on(16)},
	}
	use := func(open, used int64, share float64, seats, taken int64, seatShare float64) matching.Use {
		return matching.Use{Open: open, Used: used, Share: share, Seats: seats, Taken: taken, SeatShare: seatShare}
	}
	weeks := func(first, second matching.Use) []matching.WeekUse {
		return []matching.WeekUse{{Week: day(7), Use: first}, {Week: day(14), Use: second}}
	}
	yard := use(10, 1, 0.1, 600, 40, 0.066667)
	yardWeeks := weeks(use(5, 1, 0.2, 300, 40, 0.133333), use(5, 0, 0, 300, 0, 0))
	want := matching.Utilization{
		Rooms: []matching.RoomUse{
			{Room: "r1", Center: "hub", Use: use(16, 1, 0.0625, 800, 40, 0.05), Weeks: weeks(use(10, 1, 0.1, 500, 40, 0.08), use(6, 0, 0, 300, 0, 0))},
			// 30 pupils in 20 + 15 seats: 17 and 13
			{Room: "r2", Center: "hub", Use: use(18, 1, 0.055556, 360, 17, 0.047222), Weeks: weeks(use(10, 1, 0.1, 200, 17, 0.085), use(8, 0, 0, 160, 0, 0))},
			{Room: "r3", Center: "hub", Use: use(16, 1, 0.0625, 384, 22, 0.057292), Weeks: weeks(use(10, 1, 0.1, 240, 22, 0.091667), use(6, 0, 0, 144, 0, 0))},
			{Room: "r4", Center: "hub", Use: use(18, 1, 0.055556, 270, 13, 0.048148), Weeks: weeks(use(10, 1, 0.1, 150, 13, 0.086667), use(8, 0, 0, 120, 0, 0))},
			{Room: "yard", Center: "farm", Use: yard, Weeks: yardWeeks},
		},
		Centers: []matching.CenterUse{
			{Center: "farm", Use: yard, Weeks: yardWeeks},
			{Center: "hub", Use: use(68, 4, 0.058824, 1814, 92, 0.050717), Weeks: weeks(use(40, 4, 0.1, 1090, 92, 0.084404), use(28, 0, 0, 724, 0, 0))},
			{Center: "web", Roomless: 1, Weeks: weeks(matching.Use{}, matching.Use{})},
		},
		Weeks: weeks(use(45, 5, 0.111111, 1390, 132, 0.094964), use(33, 0, 0, 1024, 0, 0)),
		Total: use(78, 5, 0.064103, 2414, 132, 0.054681),
	}
	if diff := cmp.Diff(want, matching.MeasureUse(w.problem(t), w.plan)); diff != "" {
		t.Errorf("use (-want +got):\n%s", diff)
	}
}

// TestMeasureUseWrong counts what a wrong plan has: nobody sits in a closed room,
// and no more than a room's seats are taken.
func TestMeasureUseWrong(t *testing.T) {
	w := newWorld()
	w.room("r1").Teaching = on(7)
	w.cohort("b1").Size = 30 // in r3 with 10 others, who has 24 seats
	rooms := matching.MeasureUse(w.problem(t), w.plan).Rooms
	if r1 := rooms[0].Use; r1.Open != 18 || r1.Used != 0 || r1.Taken != 0 {
		t.Errorf("r1, closed while the plan uses it: %+v", r1)
	}
	if r3 := rooms[2].Use; r3.Used != 1 || r3.Taken != 24 {
		t.Errorf("r3, with 40 pupils for 24 seats: %+v", r3)
	}
}

// TestMeasureSpread compares the weeks of a plan with those counted by hand.
func TestMeasureSpread(t *testing.T) {
	w := newWorld()
	w.move("drone1", "2026-09-14.pm")
	spread := func(first, second matching.Placed, gini, share float64, idle int64) matching.Spread {
		return matching.Spread{
			Weeks: []matching.WeekPlaced{{Week: day(7), Placed: first}, {Week: day(14), Placed: second}},
			Gini:  gini, Busiest: day(7), Share: share, Idle: idle,
		}
	}
	placed := func(visits, pupils int64) matching.Placed { return matching.Placed{Visits: visits, Pupils: pupils} }
	want := matching.Spreads{
		All: spread(placed(4, 140), placed(2, 22), 0.166667, 0.666667, 0),
		Centers: []matching.CenterSpread{
			{Center: "farm", Spread: spread(placed(1, 40), placed(0, 0), 0.5, 1, 1)},
			{Center: "hub", Spread: spread(placed(2, 70), placed(2, 22), 0, 0.5, 0)}, // the first of two equal weeks
			{Center: "web", Spread: spread(placed(1, 30), placed(0, 0), 0.5, 1, 1)},
		},
	}
	if diff := cmp.Diff(want, matching.MeasureSpread(w.problem(t), w.plan)); diff != "" {
		t.Errorf("spread (-want +got):\n%s", diff)
	}
	none := matching.MeasureSpread(w.problem(t), nil).All
	if none.Busiest != 0 || none.Share != 0 || none.Gini != 0 || none.Idle != 2 {
		t.Errorf("spread of no plan: %+v", none)
	}
}
