package district

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// demand draws the groups. Each is at a place of its own, and can come in 6 to
// 19 slots.
func (b *coreBuilder) demand() {
	d := newDice(b.core.Seed, streamCoreDemand)
	b.requests.Weights = matching.Weights{Base: 71, Rank: []int64{30, 24, 18, 12, 6}, Travel: 1, TravelMost: 20}
	slots := make([]int, coreSlots)
	for i := range slots {
		slots[i] = i
	}
	width := digits(b.core.Groups)
	for i := range b.core.Groups {
		number := fmt.Sprintf("%0*d", width, i+1)
		school := matching.School{ID: curriculum.SchoolID("s" + number), At: inSquare(d)}
		group := curriculum.Cohort{
			ID: curriculum.CohortID("g" + number), School: school.ID,
			Grade: curriculum.Grade(d.between(1, 12)), Size: coreSize(d, b.core.Mean),
		}
		if d.percent(10) && group.Grade >= 5 {
			group.Intents = []curriculum.Intent{{Kind: curriculum.EnterCompetition, Competition: "青少年科技创新大赛"}}
		}
		b.requests.Schools = append(b.requests.Schools, school)
		b.requests.Cohorts = append(b.requests.Cohorts, group)
		shuffle(d, slots)
		var free [coreSlots]bool
		for _, slot := range slots[:d.between(6, 19)] {
			free[slot] = true
		}
		if choices := b.choices(d, school.At, &group); len(choices) > 0 {
			b.requests.Requests = append(b.requests.Requests, matching.Request{
				ID: matching.RequestID("r" + number), Cohort: group.ID, Choices: choices, Share: capacity.ShareAnyone,
				Times: b.times(func(slot int) bool { return free[slot] }),
			})
		}
	}
}

// coreSize draws a group of 8 to 50 pupils, from a normal distribution with
// standard deviation 10: the sum of twelve even draws, each from a span of 10.
func coreSize(d *dice, mean int) int {
	const pupil = 1_000
	sum := (mean - 60) * pupil
	for range 12 {
		sum += d.below(10 * pupil)
	}
	return min(50, max(8, sum/pupil))
}

// choices draws six of the courses, or all if there are fewer, that the nearest
// centers offer in tiers which take the group.
func (b *coreBuilder) choices(d *dice, at capacity.Point, group *curriculum.Cohort) []matching.Choice {
	type wish struct{ center, course int }
	var all []wish
	for _, center := range b.near(at) {
		for course, offered := range b.centers[center].offered {
			if offered && takes(b.curriculum.Courses[course].Tier, group) {
				all = append(all, wish{center, course})
			}
		}
	}
	shuffle(d, all)
	choices := make([]matching.Choice, min(len(all), coreWishes))
	for i, w := range all[:len(choices)] {
		choices[i] = matching.Choice{Course: b.curriculum.Courses[w.course].ID, Center: b.capacity.Centers[w.center].ID}
	}
	return choices
}

// takes tells which tier takes a group, by the framework's rules.
func takes(t curriculum.Tier, group *curriculum.Cohort) bool {
	switch t {
	case curriculum.Experience:
		return group.Grade <= 9
	case curriculum.Practice:
		return group.Grade >= 5
	}
	return len(group.Intents) > 0
}

// near returns the nearest centers, the nearest first.
func (b *coreBuilder) near(at capacity.Point) []int {
	type distant struct{ center, meters int }
	all := make([]distant, len(b.centers))
	for i := range b.centers {
		all[i] = distant{i, capacity.Meters(at, b.centers[i].at)}
	}
	slices.SortFunc(all, func(x, y distant) int {
		return cmp.Or(cmp.Compare(x.meters, y.meters), cmp.Compare(x.center, y.center))
	})
	near := make([]int, min(len(all), coreNear))
	for i := range near {
		near[i] = all[i].center
	}
	return near
}
