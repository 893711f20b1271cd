package district

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// limits draws stocks, budgets, buses and quotas from what the first choices
// would use, scaled to the share of the demand that the profile expects.
func (b *builder) limits() {
	use := b.firstChoices()
	b.stocks(use)
	b.budgets(use)
	b.fleets()
	b.quotas(use)
	b.ways(newDice(b.profile.Seed, streamLimits))
}

// usage is what all first choices together would use.
type usage struct {
	units  map[stockKey]int64
	money  map[curriculum.LineID]int64
	visits []int // by index of the centers
	pupils []int
}

type stockKey struct {
	center int
	item   curriculum.ItemID
}

func (b *builder) firstChoices() usage {
	u := usage{units: map[stockKey]int64{}, money: map[curriculum.LineID]int64{},
		visits: make([]int, len(b.capacity.Centers)), pupils: make([]int, len(b.capacity.Centers))}
	courses := map[curriculum.CourseID]*curriculum.Course{}
	for i := range b.curriculum.Courses {
		courses[b.curriculum.Courses[i].ID] = &b.curriculum.Courses[i]
	}
	centers := map[capacity.CenterID]int{}
	for i, c := range b.capacity.Centers {
		centers[c.ID] = i
	}
	sizes := map[curriculum.CohortID]int{}
	for _, c := range b.requests.Cohorts {
		sizes[c.ID] = c.Size
	}
	for _, r := range b.requests.Requests {
		if len(r.Choices) == 0 { // whatever its program takes
			continue
		}
		first, size, visits := r.Choices[0], sizes[r.Cohort], max(1, r.Visits)
		if r.Program != "" {
			visits = b.visitsOf(r.Program)
		}
		center, known := centers[first.Center]
		if known {
			u.visits[center] += visits
			u.pupils[center] += visits * size
		}
		course, ok := courses[first.Course]
		if !ok {
			continue
		}
		for _, f := range course.Fees {
			u.money[f.Line] += int64(visits*size) * int64(f.PerPupil)
		}
		for _, c := range course.Consumables {
			if known {
				u.units[stockKey{center, c.Item}] += int64(visits * size * c.PerPupil)
			}
		}
	}
	return u
}

// expect scales a use of the whole demand to what the profile expects.
func (b *builder) expect(n int64) int64 { return (n*int64(b.profile.Expected) + 99) / 100 }

// stocks limits every other item at the centers of schools.
func (b *builder) stocks(u usage) {
	for i, c := range b.capacity.Centers {
		if c.Kind != capacity.SchoolCenter {
			continue
		}
		for j, item := range b.curriculum.Items {
			if used := u.units[stockKey{i, item.ID}]; used > 0 && (i+j)%2 == 0 {
				b.capacity.Stocks = append(b.capacity.Stocks, capacity.Stock{
					Center: c.ID, Item: item.ID, Units: int(b.expect(used)/50*50) + 100,
				})
			}
		}
	}
}

// budgets takes the profile's, or makes one of what is expected for each line.
func (b *builder) budgets(u usage) {
	for _, a := range b.profile.Budget {
		b.capacity.Budgets = append(b.capacity.Budgets, capacity.Budget{ID: capacity.BudgetID(a.Line), Line: a.Line, Amount: a.Money})
	}
	if len(b.profile.Budget) > 0 {
		return
	}
	for _, line := range b.curriculum.Lines {
		const thousand = 1000 * int64(curriculum.Yuan)
		use := u.money[line.ID]
		if line.ID == Activities { // to which first choices that name no course add a third
			use = use * 4 / 3
		}
		amount := (b.expect(use)/thousand + 1) * thousand
		b.capacity.Budgets = append(b.capacity.Budgets, capacity.Budget{
			ID: capacity.BudgetID(line.ID), Line: line.ID, Amount: curriculum.Fen(amount),
		})
	}
}

// fleets gives the schools of each rural area buses to share.
func (b *builder) fleets() {
	classes := make([]int, len(b.profile.Areas))
	for i, h := range b.homes {
		if h.rural {
			classes[h.area] += h.classes
			b.requests.Schools[i].Fleet = fleetID(h.area)
		}
	}
	for i, n := range classes {
		if n > 0 {
			b.capacity.Fleets = append(b.capacity.Fleets, capacity.Fleet{
				ID: fleetID(i), Name: b.profile.Areas[i].Name + "校车", Buses: 2 + int(b.expect(int64(n)))/60, Seats: 55,
			})
		}
	}
}

func fleetID(area int) capacity.FleetID { return capacity.FleetID(fmt.Sprintf("f%02d", area+1)) }

// quotas limits what one school gets, keeps places at the main center for
// rural schools, and leaves the host half a day a week that is less busy.
func (b *builder) quotas(u usage) {
	most := 0
	for _, h := range b.homes {
		most = max(most, h.classes)
	}
	main := b.capacity.Centers[0].ID
	b.capacity.Quotas = append(b.capacity.Quotas,
		capacity.Quota{ID: "each-school", Name: "每校每学期上限", Areas: []capacity.AreaID{root}, Scope: capacity.Each,
			Most: max(3, int(b.expect(int64(most)*11/10)))},
		capacity.Quota{ID: "quiet-half-day", Name: "教研半天", Centers: []capacity.CenterID{main},
			Times: capacity.Times{{Days: weekdays(2), Hours: []capacity.ClockSpan{{Start: 12 * 60, End: 18 * 60}}}},
			Most:  max(2, int(b.expect(int64(u.visits[0])))/8)},
	)
	var rural []capacity.AreaID
	for i, a := range b.profile.Areas {
		if a.Rural {
			rural = append(rural, areaID(i))
		}
	}
	if len(rural) > 0 {
		b.capacity.Quotas = append(b.capacity.Quotas, capacity.Quota{
			ID: "rural-reserve", Name: "为乡镇学校预留", Areas: rural, Scope: capacity.Others,
			Centers: []capacity.CenterID{main}, Unit: capacity.Pupils,
			Most: max(200, int(b.expect(int64(u.pupils[0]))*9/10)),
		})
	}
}

// ways states the trips that take longer than their distance says: over a
// river, from every fortieth school, and between the first two centers.
func (b *builder) ways(d *dice) {
	ways := &b.capacity.Travel.Ways
	for i, s := range b.requests.Schools {
		if i%40 == 7 {
			*ways = append(*ways, capacity.Way{School: s.ID, Center: b.capacity.Centers[0].ID, Minutes: b.trip(i, 0) + d.between(5, 20)})
		}
	}
	travelled := slices.DeleteFunc(slices.Clone(b.capacity.Centers), func(c capacity.Center) bool { return c.Kind == capacity.OnlineSite })
	if len(travelled) >= 2 {
		*ways = append(*ways, capacity.Way{From: travelled[0].ID, Center: travelled[1].ID,
			Minutes: b.capacity.Travel.Minutes(travelled[0].At, travelled[1].At) + 5})
	}
}
