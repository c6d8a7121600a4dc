import { SubmitButton } from '#app/components/form/button.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';

interface Device {
  id: string;
  name: string;
  /** ISO instant of the sign-in. */
  since: string;
  current: boolean;
}

const HOME_ZONE = 'Asia/Kolkata';

/** Where the account is signed in; any of them can be signed out from here. */
export function Devices({ devices }: { devices: Device[] }) {
  return (
    <section className="grid gap-4" aria-labelledby="devices-title">
      <h2 id="devices-title">Where you are signed in</h2>
      <ul className="grid gap-3">
        {devices.map((device) => (
          <li key={device.id} className="card flex flex-wrap items-center justify-between gap-3">
            <div className="grid gap-1">
              <p className="font-semibold">{device.name}</p>
              <p className="text-sm text-muted">
                Since <When at={device.since} zone={HOME_ZONE} show="dated" />
              </p>
            </div>
            {device.current ? <Tag tone="accent">This device</Tag> : <EndForm device={device} />}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <form method="post" action="/account">
          <input type="hidden" name="intent" value="end-others" />
          <SubmitButton look="secondary" submittingText="Signing out…">
            Sign out everywhere else
          </SubmitButton>
        </form>
      )}
    </section>
  );
}

function EndForm({ device }: { device: Device }) {
  return (
    <form method="post" action="/account">
      <input type="hidden" name="intent" value="end-session" />
      <input type="hidden" name="session" value={device.id} />
      <SubmitButton look="secondary" small submittingText="Signing out…" aria-label={`Sign out ${device.name}`}>
        Sign out
      </SubmitButton>
    </form>
  );
}
