// Command rotation splits two whole grades over the five stations of one
// center, and rotates the parts until each has been at every station.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

//go:embed scenario.json
var input []byte

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "rotation:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer) error {
	_, problem, err := scenario.Load(bytes.NewReader(input))
	if err != nil {
		return err
	}
	plan, err := matching.Solve(ctx, problem, matching.WithEffort(1_000_000))
	if err != nil {
		return err
	}
	for request := range problem.Requests() {
		if err := printRotation(w, problem, plan, request); err != nil {
			return err
		}
	}
	for _, u := range plan.Unplaced {
		fmt.Fprintf(w, "request %s misses %d visits: %s\n", u.Request, u.Visits, u.Reason)
	}
	_, err = fmt.Fprintf(w, "The plan is verified: %d parts sit in %d sessions.\n", len(plan.Visits), len(plan.Sessions))
	return err
}

// printRotation prints a slot a row and a station a column.
func printRotation(w io.Writer, p *matching.Problem, plan *matching.Plan, r matching.Request) error {
	cohort, _ := p.Cohort(r.Cohort)
	school, _ := p.School(cohort.School)
	fmt.Fprintf(w, "%s %s: %d pupils, %d visits, at most %d parts\n", school.Name, cohort.Name, cohort.Size, r.Visits, r.Parts)
	parts := map[capacity.SlotID]map[capacity.OfferingID]string{}
	for _, v := range plan.Visits {
		if v.Request != r.ID {
			continue
		}
		if parts[v.Slot] == nil {
			parts[v.Slot] = map[capacity.OfferingID]string{}
		}
		parts[v.Slot][v.Offering] = fmt.Sprintf("part %d (%d)", v.Part+1, v.Pupils)
	}
	g := grid.New(0)
	offerings := p.Network().Spec().Offerings
	head := []string{""}
	for _, o := range offerings {
		room, _ := p.Network().Room(o.Rooms[0])
		head = append(head, room.Name)
	}
	g.Head(head...)
	for slot := range p.Network().Slots("days") {
		if parts[slot.ID] == nil {
			continue
		}
		row := []string{fmt.Sprintf("%s %s-%s", slot.Date, slot.Start, slot.End)}
		for _, o := range offerings {
			row = append(row, parts[slot.ID][o.ID])
		}
		g.Row(row...)
	}
	if _, err := g.WriteTo(w); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}
