import { SubmitButton } from '#app/components/form/button.tsx';
import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import type { IndividualStatus } from '#app/domain/booking.ts';
import { formatPaise } from '#app/domain/money.ts';

interface Choosable {
  id: string;
  serviceName: string;
  providerName: string;
  startsAt: string;
  zone: string;
  status: IndividualStatus;
  paidPaise: number;
}

interface ChoosePartsProps {
  parts: Choosable[];
  chosen: string[];
  /** Something is chosen already, and its sums are below. */
  decided: boolean;
  problem: string | null;
}

/** Which services go. A plain GET, so that the choice has an address and the sums are looked up anew. */
export function ChooseParts({ parts, chosen, decided, problem }: ChoosePartsProps) {
  return (
    <form className="grid gap-3">
      <input type="hidden" name="chosen" value="1" />
      <RadioGroup
        pick="check"
        label="Which services are cancelled?"
        name="part"
        defaultValue={chosen}
        errors={problem ? [problem] : undefined}
        choices={parts.map((part) => ({
          value: part.id,
          disabled: part.status !== 'confirmed',
          label: (
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                {part.serviceName} with {part.providerName}
              </span>
              {part.status !== 'confirmed' && <StatusTag of="booking" state={part.status} desk />}
            </span>
          ),
          hint: (
            <>
              <When at={part.startsAt} zone={part.zone} />, {formatPaise(part.paidPaise)} paid
            </>
          ),
        }))}
      />
      <div>
        <SubmitButton look={decided ? 'secondary' : 'primary'}>{decided ? 'Show again' : 'Show what goes back'}</SubmitButton>
      </div>
    </form>
  );
}
