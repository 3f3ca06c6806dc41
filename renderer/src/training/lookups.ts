import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import type { Course } from '@contract/training/courses.ts';
import type { Trainer } from '@contract/training/trainers.ts';
import { api } from '@/app/station.ts';

/** The lists that several pages of the classes read. */

export function useCourses(archived: () => boolean = () => false) {
  const query = useQuery({ key: () => ['courses', 'list', String(archived())], query: () => api.courses.list({ archived: archived() }) });
  const courses = computed<Course[]>(() => query.data.value ?? []);
  return { ...query, courses, byId: computed(() => new Map(courses.value.map((course) => [course.id, course]))) };
}

export function useCategories(archived: () => boolean = () => false) {
  const query = useQuery({
    key: () => ['courses', 'categories', String(archived())],
    query: () => api.courses.categories.list({ archived: archived() })
  });
  return { ...query, categories: computed(() => query.data.value ?? []) };
}

export function useTrainers(inactive: () => boolean = () => false) {
  const query = useQuery({ key: () => ['trainers', 'list', String(inactive())], query: () => api.trainers.list({ inactive: inactive() }) });
  const trainers = computed<Trainer[]>(() => query.data.value ?? []);
  return { ...query, trainers, byId: computed(() => new Map(trainers.value.map((trainer) => [trainer.id, trainer]))) };
}

export function useTerms() {
  const query = useQuery({ key: ['classes', 'terms'], query: () => api.classes.terms() });
  return { ...query, terms: computed(() => query.data.value ?? []) };
}
