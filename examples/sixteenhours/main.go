// Command sixteenhours plans the 16 class hours of a district's junior-middle
// classes over its vocational schools, and says what each class still lacks.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sixteenhours:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer) error {
	problem, err := district(1).Problem()
	if err != nil {
		return err
	}
	plan, err := matching.Solve(ctx, problem, matching.WithEffort(5_000_000))
	if err != nil {
		return err
	}
	program, _ := problem.Program("putuo16")
	fmt.Fprintf(w, "%s: %d classes of %d schools at %d vocational schools\n\n",
		program.Name, len(problem.Spec().Cohorts), schools, vocational)
	hours := tally(problem, plan)
	complete := 0
	var lacking []matching.Request
	for r := range problem.Requests() {
		if lacks(program, hours[r.ID]) == 0 {
			complete++
		} else {
			lacking = append(lacking, r)
		}
	}
	if err := printComponents(w, program, hours, len(hours)); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d of %d classes complete all 16 class hours. The others lack:\n\n", complete, len(hours))
	g := grid.New(0)
	head := []string{"class"}
	for _, c := range program.Components {
		head = append(head, c.Name)
	}
	g.Head(append(head, "lacks")...)
	for _, r := range lacking {
		cohort, _ := problem.Cohort(r.Cohort)
		school, _ := problem.School(cohort.School)
		row := []string{school.Name + " " + cohort.Name}
		for i, c := range program.Components {
			mark := "✓"
			if hours[r.ID][i] < c.Hours {
				mark = fmt.Sprintf("%d of %d", hours[r.ID][i], c.Hours)
			}
			row = append(row, mark)
		}
		g.Row(append(row, fmt.Sprintf("%d hours", lacks(program, hours[r.ID])))...)
	}
	if _, err := g.WriteTo(w); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe plan is verified: %d visits in %d sessions.\n", len(plan.Visits), len(plan.Sessions))
	return err
}

// tally counts the class hours that each request has toward each component.
func tally(p *matching.Problem, plan *matching.Plan) map[matching.RequestID][]curriculum.ClassHours {
	hours := map[matching.RequestID][]curriculum.ClassHours{}
	for r := range p.Requests() {
		program, _ := p.Program(r.Program)
		hours[r.ID] = make([]curriculum.ClassHours, len(program.Components))
	}
	for _, v := range plan.Visits {
		offering, _ := p.Network().Offering(v.Offering)
		slot, _ := p.Network().Slot(offering.Center, v.Slot)
		hours[v.Request][v.Component] += slot.Hours
	}
	return hours
}

// lacks is the number of class hours that a request misses.
func lacks(program matching.Program, hours []curriculum.ClassHours) curriculum.ClassHours {
	total := curriculum.ClassHours(0)
	for i, c := range program.Components {
		total += max(0, c.Hours-hours[i])
	}
	return total
}

// printComponents prints how many classes have each part of the program.
func printComponents(w io.Writer, program matching.Program, hours map[matching.RequestID][]curriculum.ClassHours, classes int) error {
	g := grid.New(0)
	g.Head("part", "class hours", "classes that have it")
	for i, c := range program.Components {
		n := 0
		for _, h := range hours {
			if h[i] >= c.Hours {
				n++
			}
		}
		g.Row(c.Name, fmt.Sprint(c.Hours), fmt.Sprintf("%d of %d", n, classes))
	}
	_, err := g.WriteTo(w)
	return err
}
