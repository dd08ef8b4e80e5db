package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const pollInterval = 50 * time.Millisecond

// hopeless is an error that ends a wait before its limit.
type hopeless struct{ error }

// await asks again and again until there is no error. The error of a wait that was in vain is the
// last answer that came before the limit.
func await(ctx context.Context, interval time.Duration, ask func(context.Context) error) error {
	began := time.Now()
	var last error
	for {
		err := ask(ctx)
		if err == nil {
			return nil
		}
		if errors.As(err, &hopeless{}) {
			return err
		}
		if last == nil || ctx.Err() == nil {
			last = err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("after %v: %w", time.Since(began).Round(time.Millisecond), last)
		case <-time.After(interval):
		}
	}
}
