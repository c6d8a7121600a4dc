import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import type { Database } from '#db/client.ts';
import { findNamedBeside } from '#db/named-beside.ts';
import { findSettlementStory } from '#db/settlement-story.ts';
import { findDifferencesOf, findStories, readStorySearch, sumStories } from '#db/story-search.ts';
import { oneOf, readFilters, textFilter, turnFilters } from '../admin/list-filters.ts';
import { NamedBesideList } from './named-beside.tsx';
import { NothingFound } from './nothing-found.tsx';
import { SettlementView } from './settlement-view.tsx';
import { HAPPENING_KINDS } from './story-happenings.ts';
import { StoryList } from './story-list.tsx';
import { StoryView } from './story-view.tsx';
import { tellStory } from './tell-story.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.found === 'visit' ? `Money of ${data.story.head.code}` : 'Money story'} · OneVisit desk` }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { q = '', show, ...turn } = readFilters(request, { q: textFilter, show: oneOf(HAPPENING_KINDS), ...turnFilters });
  return json({ q, show, ...(await findWhatIsNamed(resources().db, q, turn)) });
}

/** One visit is told, several are listed, a settlement shows what it counts. Fewer than ten queries, whatever was typed. */
async function findWhatIsNamed(db: Database, typed: string, turn: { after?: string | undefined; before?: string | undefined }) {
  const search = readStorySearch(typed);
  const { rows, newer, older } = await findStories(db, search, turn);
  const [only, ...others] = rows;
  if (only && others.length === 0 && !newer && !older) return { found: 'visit' as const, story: await tellStory(db, only) };
  if (only) {
    const [sums, beside] = await Promise.all([sumStories(db, rows.map(({ id }) => id)), findNamedBeside(db, typed)]);
    return { found: 'visits' as const, beside, newer, older, rows: rows.map(({ id, code, status, patient_name, listed_at }) => ({ id, code, status, patient_name, listed_at, sums: sums.get(id) })) };
  }
  const settled = search.settlement && (await findSettlementStory(db, search.settlement, turn.after ?? null));
  if (settled) return { found: 'settlement' as const, settled };
  if (typed === '') return { found: 'nothing' as const, beside: [], differences: [] };
  const [beside, differences] = await Promise.all([findNamedBeside(db, typed), findDifferencesOf(db, search.typed)]);
  return { found: 'nothing' as const, beside, differences };
}

export default function MoneyStoryPage() {
  const data = useLoaderData<typeof loader>();
  switch (data.found) {
    case 'visit':
      return <StoryView asked={data.q} show={data.show} story={data.story} />;
    case 'visits':
      return (
        <>
          <PageHeading title="Money stories" lede={`Visits of “${data.q}”, newest first.`} />
          <NamedBesideList named={data.beside} />
          <StoryList asked={data.q} rows={data.rows} newer={data.newer} older={data.older} />
        </>
      );
    case 'settlement':
      return <SettlementView asked={data.q} settled={data.settled} />;
    case 'nothing':
      return (
        <>
          <PageHeading title="Money story" />
          <NamedBesideList named={data.beside} />
          {data.beside.length === 0 && <NothingFound asked={data.q} differences={data.differences} />}
        </>
      );
  }
}
