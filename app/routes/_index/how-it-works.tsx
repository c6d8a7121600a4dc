const steps = [
  ['Choose', 'Add services from different doctors and labs. Each keeps its own place, time and price, and you see all of them before you pay.'],
  ['Pay once', 'All your times are held together for ten minutes while you pay one amount. If one is taken meanwhile, nothing is charged and we show the next free ones.'],
  ['Change your mind', 'Cancel one part and keep the rest. You see what comes back, and why, before you confirm.'],
] as const;

export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="grid gap-4 border-t border-line pt-8">
      <h2 id="how">How it works</h2>
      <ol className="grid gap-6 md:grid-cols-3 md:gap-8">
        {steps.map(([title, sentence], index) => (
          <li key={title} className="grid content-start gap-1">
            <p className="flex items-center gap-3 font-semibold">
              <span className="tag tone-accent" aria-hidden="true">
                {index + 1}
              </span>
              {title}
            </p>
            <p className="text-muted">{sentence}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
