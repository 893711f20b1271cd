package capacity_test

import (
	"encoding/json"
	"math/big"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sanjie-edu/sanjie/capacity"
	"pgregory.net/rapid"
)

// scribble overwrites whatever can be reached from v through slices.
func scribble(v any) { scribbleOn(reflect.ValueOf(v)) }

func scribbleOn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			scribbleOn(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			scribbleOn(v.Index(i))
		}
		for i := range v.Len() {
			v.Index(i).SetZero()
		}
	}
}

func text(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNetworkIsImmutable(t *testing.T) {
	spec := district(t)
	before := text(t, spec)
	n := network(t, spec)
	if diff := cmp.Diff(before, text(t, spec)); diff != "" {
		t.Errorf("NewNetwork changed the caller's spec (-want +got):\n%s", diff)
	}
	want := text(t, n.Spec())
	sessions := slices.Collect(n.Sessions())

	scribble(spec)
	scribble(n.Spec())
	room, _ := n.Room("lab1")
	scribble(room)
	instructor, _ := n.Instructor("t1")
	scribble(instructor)
	offering, _ := n.Offering("rotate")
	scribble(offering)
	center, _ := n.Center("school")
	scribble(center)

	if diff := cmp.Diff(want, text(t, n.Spec())); diff != "" {
		t.Errorf("the network changed with what it took or gave (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(sessions, slices.Collect(n.Sessions())); diff != "" {
		t.Errorf("its sessions changed (-want +got):\n%s", diff)
	}
}

func TestNetworkSortsItsSpec(t *testing.T) {
	spec := district(t)
	want := text(t, network(t, spec).Spec())
	slices.Reverse(spec.Areas)
	slices.Reverse(spec.Centers)
	slices.Reverse(spec.Rooms)
	slices.Reverse(spec.Instructors)
	slices.Reverse(spec.Offerings)
	slices.Reverse(spec.Stocks)
	slices.Reverse(spec.Travel.Ways)
	if diff := cmp.Diff(want, text(t, network(t, spec).Spec())); diff != "" {
		t.Errorf("the order of the lists matters (-want +got):\n%s", diff)
	}
	centers := network(t, spec).Spec().Centers
	if !slices.IsSortedFunc(centers, func(a, b capacity.Center) int { return cmpString(a.ID, b.ID) }) {
		t.Errorf("centers are not sorted: %v", centers)
	}
}

func cmpString[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestLookups(t *testing.T) {
	n := network(t, district(t))
	if c, ok := n.Center("base"); !ok || c.Kind != capacity.Base {
		t.Errorf("Center(base) = %v, %v", c, ok)
	}
	if r, ok := n.Room("hall"); !ok || r.Seats != 40 {
		t.Errorf("Room(hall) = %v, %v", r, ok)
	}
	if i, ok := n.Instructor("t2"); !ok || i.Kind != capacity.Mentor {
		t.Errorf("Instructor(t2) = %v, %v", i, ok)
	}
	if o, ok := n.Offering("tour"); !ok || o.Course != "factory" {
		t.Errorf("Offering(tour) = %v, %v", o, ok)
	}
	if s, ok := n.Slot("web", "2026-09-08.pm"); !ok || s.Begin() != capacity.At(monday(t)+1, clock(14, 0)) || s.Hours != 4 {
		t.Errorf("Slot = %+v, %v", s, ok)
	}
	for _, missing := range []func() bool{
		func() bool { _, ok := n.Center("x"); return ok },
		func() bool { _, ok := n.Room("x"); return ok },
		func() bool { _, ok := n.Instructor("x"); return ok },
		func() bool { _, ok := n.Offering("x"); return ok },
		func() bool { _, ok := n.Bounds("x"); return ok },
		func() bool { _, ok := n.Slot("x", "2026-09-08.pm"); return ok },
		func() bool { _, ok := n.Slot("web", "2026-09-12.pm"); return ok },
	} {
		if missing() {
			t.Error("found what does not exist")
		}
	}
	if got := n.Zone(); got != "Asia/Shanghai" {
		t.Errorf("Zone() = %q", got)
	}
	var empty capacity.Spec
	if got := network(t, empty).Zone(); got != "Asia/Shanghai" {
		t.Errorf("Zone() of the empty network = %q", got)
	}
}

func TestWithin(t *testing.T) {
	n := network(t, district(t))
	tests := []struct {
		name, reason string
		area, of     capacity.AreaID
		want         bool
	}{
		{"itself", "an area lies within itself", "nansha", "nansha", true},
		{"child", "a street lies within its district", "shiqiao", "panyu", true},
		{"parent", "a district does not lie within its street", "panyu", "shiqiao", false},
		{"stranger", "two districts", "shiqiao", "nansha", false},
		{"no area", "nowhere lies within nothing", "", "panyu", false},
		{"unknown", "what does not exist lies nowhere", "x", "panyu", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := n.Within(test.area, test.of); got != test.want {
				t.Errorf("Within(%q, %q) = %v, want %v, because %s", test.area, test.of, got, test.want, test.reason)
			}
		})
	}
}

func TestTravel(t *testing.T) {
	n := network(t, district(t))
	tests := []struct {
		name, reason string
		got, want    int
	}{
		{"known way", "a known way replaces the computed one", n.Trip("s1", capacity.Point{X: 9, Y: 9}, "school"), 25},
		{"computed way", "10 minutes and 5,000 m at 500 m a minute", n.Trip("s2", capacity.Point{}, "base"), 20},
		{"started minute", "5,001 m take 11 minutes", n.Trip("s2", capacity.Point{X: -2001, Y: 4000}, "base"), 21},
		{"at the door", "the fixed time stays", n.Trip("s2", capacity.Point{}, "school"), 10},
		{"online", "nobody travels", n.Trip("s2", capacity.Point{X: 90000}, "web"), 0},
		{"between", "known in the stated direction", n.Between("school", "base"), 40},
		{"between, back", "a way holds in both directions", n.Between("base", "school"), 40},
		{"to itself", "no way at all", n.Between("base", "base"), 0},
		{"to an online site", "nobody travels", n.Between("base", "web"), 0},
		{"default speed", "400 m a minute", capacity.Travel{}.Minutes(capacity.Point{}, capacity.Point{X: 401}), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %d minutes, want %d, because %s", test.got, test.want, test.reason)
			}
		})
	}
}

func TestMeters(t *testing.T) {
	const far = 500_000_000
	side := rapid.OneOf(rapid.IntRange(-3, 3), rapid.IntRange(-far, far), rapid.SampledFrom([]int{-far, far}))
	rapid.Check(t, func(t *rapid.T) {
		a := capacity.Point{X: side.Draw(t, "ax"), Y: side.Draw(t, "ay")}
		b := capacity.Point{X: side.Draw(t, "bx"), Y: side.Draw(t, "by")}
		m := capacity.Meters(a, b)
		square := func(x int64) *big.Int { return new(big.Int).Mul(big.NewInt(x), big.NewInt(x)) }
		sum := new(big.Int).Add(square(int64(a.X)-int64(b.X)), square(int64(a.Y)-int64(b.Y)))
		if square(int64(m)).Cmp(sum) > 0 || square(int64(m)+1).Cmp(sum) <= 0 {
			t.Errorf("Meters(%v, %v) = %d, but the square of the distance is %v", a, b, m, sum)
		}
		if back := capacity.Meters(b, a); back != m {
			t.Errorf("%d m there and %d m back", m, back)
		}
	})
}

func TestMetersOfSmallDistances(t *testing.T) {
	if got := capacity.Meters(capacity.Point{}, capacity.Point{X: 1, Y: 1}); got != 1 {
		t.Errorf("the diagonal of a square meter is %d m, want 1: a root of 2 is rounded down", got)
	}
}

func TestBounds(t *testing.T) {
	spec := district(t)
	spec.Offerings = append(spec.Offerings, capacity.Offering{ID: "fewer", Center: "school", Course: "printing",
		Rooms: []capacity.RoomID{"lab2"}, Seats: 10, Minimum: 2, Instructors: 1, PupilsPerInstructor: 4},
		capacity.Offering{ID: "twin", Center: "web", Course: "virtual"})
	n := network(t, spec)
	tests := []struct {
		name   capacity.OfferingID
		reason string
		want   capacity.Bounds
	}{
		{"print", "seats of the room, all else the course's", capacity.Bounds{Seats: 20, Minimum: 8, Instructors: 2, PupilsPerInstructor: 15}},
		{"rotate", "its own numbers", capacity.Bounds{Seats: 45, Minimum: 12, Instructors: 3, PupilsPerInstructor: 10}},
		{"fewer", "its own numbers beat the course's", capacity.Bounds{Seats: 10, Minimum: 2, Instructors: 1, PupilsPerInstructor: 4}},
		{"carry", "one instructor and one pupil where nothing is stated", capacity.Bounds{Seats: 40, Minimum: 1, Instructors: 1}},
		{"stream", "an online course needs no instructor", capacity.Bounds{Seats: 500, Minimum: 1}},
		{"twin", "a blended course needs an instructor, and has no limit of seats", capacity.Bounds{Minimum: 5, Instructors: 1}},
	}
	for _, test := range tests {
		t.Run(string(test.name), func(t *testing.T) {
			got, ok := n.Bounds(test.name)
			if diff := cmp.Diff(test.want, got); !ok || diff != "" {
				t.Errorf("found %v, want it because %s (-want +got):\n%s", ok, test.reason, diff)
			}
		})
	}
}

func TestStaff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := capacity.Bounds{Instructors: rapid.IntRange(0, 5).Draw(t, "fewest"), PupilsPerInstructor: rapid.IntRange(0, 20).Draw(t, "each")}
		pupils := rapid.IntRange(0, 200).Draw(t, "pupils")
		want := b.Instructors
		for b.PupilsPerInstructor > 0 && want*b.PupilsPerInstructor < pupils {
			want++
		}
		if got := b.Staff(pupils); got != want {
			t.Errorf("%+v: %d pupils need %d instructors, want %d", b, pupils, got, want)
		}
	})
}

func TestCalendarExpansion(t *testing.T) {
	first := monday(t)
	spec := capacity.Spec{Calendars: []capacity.Calendar{{ID: "c", Terms: []capacity.Term{
		{From: first + 7, To: first + 8, Days: capacity.Days(time.Tuesday), Periods: []capacity.Period{{ID: "late", Start: clock(20, 0), End: capacity.Midnight, Hours: 3}}},
		{From: first, To: first + 6, Days: capacity.Days(time.Monday, time.Tuesday, time.Sunday), Except: []capacity.DateSpan{{To: first}},
			Periods: []capacity.Period{{ID: "pm", Start: clock(14, 0), End: clock(16, 0), Hours: 2}, {ID: "am", Start: clock(8, 0), End: clock(14, 0), Hours: 4}}},
	}}}}
	want := []capacity.Slot{
		{ID: "2026-09-08.am", Date: first + 1, Start: clock(8, 0), End: clock(14, 0), Hours: 4},
		{ID: "2026-09-08.pm", Date: first + 1, Start: clock(14, 0), End: clock(16, 0), Hours: 2},
		{ID: "2026-09-13.am", Date: first + 6, Start: clock(8, 0), End: clock(14, 0), Hours: 4},
		{ID: "2026-09-13.pm", Date: first + 6, Start: clock(14, 0), End: clock(16, 0), Hours: 2},
		{ID: "2026-09-15.late", Date: first + 8, Start: clock(20, 0), End: capacity.Midnight, Hours: 3},
	}
	n := network(t, spec)
	got := slices.Collect(n.Slots("c"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("slots by start, both ends of the term, less the exceptions (-want +got):\n%s", diff)
	}
	if got[4].Finish() != capacity.At(first+9, 0) {
		t.Errorf("the last slot ends at %v", got[4].Finish())
	}
	if slices.Collect(n.Slots("x")) != nil {
		t.Error("an unknown calendar has slots")
	}
}

func TestSlotOverlaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slot := func(label string) capacity.Slot {
			part := coarse.Draw(t, label)
			return capacity.Slot{Date: capacity.Date(rapid.Int32Range(400, 401).Draw(t, label)), Start: part.Start, End: part.End}
		}
		a, b := slot("a"), slot("b")
		shared := false
		for m := a.Begin(); m < a.Finish(); m++ {
			shared = shared || b.Begin() <= m && m < b.Finish()
		}
		if a.Overlaps(b) != shared || b.Overlaps(a) != shared {
			t.Errorf("Overlaps = %v and %v, want %v", a.Overlaps(b), b.Overlaps(a), shared)
		}
	})
}

// TestEnumTexts keeps the names of the closed sets, which files hold.
func TestEnumTexts(t *testing.T) {
	got := []string{
		capacity.SchoolCenter.String(), capacity.Base.String(), capacity.Firm.String(), capacity.OnlineSite.String(),
		capacity.FullTime.String(), capacity.PartTime.String(), capacity.Mentor.String(),
		capacity.Repair.String(), capacity.Holiday.String(), capacity.Exams.String(), capacity.Weather.String(), capacity.OwnTeaching.String(),
		capacity.ShareNobody.String(), capacity.ShareSchool.String(), capacity.ShareStage.String(), capacity.ShareAnyone.String(),
		capacity.Together.String(), capacity.Each.String(), capacity.Others.String(), capacity.Visits.String(), capacity.Pupils.String(),
		capacity.Reserved.String(), capacity.Confirmed.String(), capacity.Canceled.String(), capacity.Expired.String(),
	}
	want := []string{
		"school", "base", "firm", "online", "fulltime", "parttime", "mentor", "repair", "holiday", "exams", "weather", "teaching",
		"nobody", "school", "stage", "anyone", "together", "each", "others", "visits", "pupils",
		"reserved", "confirmed", "canceled", "expired",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
