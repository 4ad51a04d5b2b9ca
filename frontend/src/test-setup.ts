import "@solidjs/testing-library";
