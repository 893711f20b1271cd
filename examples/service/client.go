package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// client talks to a service as any other would.
type client struct {
	http *http.Client
	base string
}

// answer is what came back.
type answer struct {
	Status   int
	Location string
	Body     []byte
}

// do sends a value as JSON, or nothing, and reads the whole answer.
func (c client) do(ctx context.Context, method, path string, body any) (answer, error) {
	var text io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		text = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, text)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	got, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer got.Body.Close()
	all, err := io.ReadAll(got.Body)
	return answer{got.StatusCode, got.Header.Get("Location"), all}, err
}

// want does an exchange that must have a status, and reads the answer into a value.
func (c client) want(ctx context.Context, status int, method, path string, body, into any) error {
	got, err := c.do(ctx, method, path, body)
	if err != nil {
		return err
	}
	if got.Status != status {
		return fmt.Errorf("%s %s: %d, want %d: %s", method, path, got.Status, status, got.Body)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(got.Body, into)
}
